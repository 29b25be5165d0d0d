# Sources of app/model.
liblinnet_a_SOURCES += \
  app/model/lists.h \
  app/model/page.h \
  app/model/session.h \
  app/model/tweet.h \
  app/model/user.h \
  app/model/viewer.h
