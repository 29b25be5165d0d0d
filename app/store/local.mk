# Sources of app/store.
liblinnet_a_SOURCES += \
  app/store/follow_store.h \
  app/store/invitation_store.h \
  app/store/keys.h \
  app/store/schema_store.h \
  app/store/session_store.h \
  app/store/tweet_store.h \
  app/store/user_store.h
