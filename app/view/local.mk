# Sources of app/view.
liblinnet_a_SOURCES += \
  app/view/emit.c \
  app/view/emit.h \
  app/view/fault_view.c \
  app/view/fault_view.h \
  app/view/history_view.c \
  app/view/history_view.h \
  app/view/layout.c \
  app/view/layout.h \
  app/view/pages.h \
  app/view/phrase.c \
  app/view/phrase.h \
  app/view/present.c \
  app/view/present.h \
  app/view/present_time.c \
  app/view/present_time.h \
  app/view/tweet_view.c \
  app/view/tweet_view.h \
  app/view/user_view.c \
  app/view/user_view.h
