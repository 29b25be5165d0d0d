# Sources of app/web.
liblinnet_a_SOURCES += \
  app/web/account_pages.h \
  app/web/door.c \
  app/web/door.h \
  app/web/follow_actions.c \
  app/web/follow_actions.h \
  app/web/found.h \
  app/web/json.c \
  app/web/json.h \
  app/web/layout.c \
  app/web/layout.h \
  app/web/notice.c \
  app/web/notice.h \
  app/web/params.c \
  app/web/params.h \
  app/web/profile_pages.h \
  app/web/routes.c \
  app/web/routes.h \
  app/web/session_actions.c \
  app/web/session_actions.h \
  app/web/site_actions.c \
  app/web/site_actions.h \
  app/web/site_pages.h \
  app/web/timeline_actions.c \
  app/web/timeline_actions.h \
  app/web/tweet_actions.c \
  app/web/tweet_actions.h \
  app/web/tweet_pages.h \
  app/web/typed.c \
  app/web/typed.h \
  app/web/user_actions.c \
  app/web/user_actions.h \
  app/web/way.c \
  app/web/way.h
