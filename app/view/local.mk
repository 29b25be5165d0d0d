# Sources of app/view.
liblinnet_a_SOURCES += \
  app/view/fault_view.h \
  app/view/layout.h \
  app/view/pages.h \
  app/view/present.h \
  app/view/tweet_view.h \
  app/view/user_view.h
