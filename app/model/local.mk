# Sources of app/model.
liblinnet_a_SOURCES += \
  app/model/idempotency.h \
  app/model/history.h \
  app/model/event.h \
  app/model/lists.h \
  app/model/page.h \
  app/model/rich.h \
  app/model/safe_html.h \
  app/model/session.h \
  app/model/tweet.h \
  app/model/user.h \
  app/model/username_hold.h \
  app/model/viewer.h
