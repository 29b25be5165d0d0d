# Sources of app/store.
liblinnet_a_SOURCES += \
  app/store/bookmark_store.c \
  app/store/bookmark_store.h \
  app/store/follow_store.c \
  app/store/follow_store.h \
  app/store/idempotency_store.c \
  app/store/idempotency_store.h \
  app/store/invitation_store.c \
  app/store/invitation_store.h \
  app/store/keys.c \
  app/store/keys.h \
  app/store/like_store.c \
  app/store/like_store.h \
  app/store/multi_get.c \
  app/store/multi_get.h \
  app/store/page_span.c \
  app/store/page_span.h \
  app/store/relation.c \
  app/store/relation.h \
  app/store/retweet_store.c \
  app/store/retweet_store.h \
  app/store/schema_store.c \
  app/store/schema_store.h \
  app/store/session_pack.c \
  app/store/session_pack.h \
  app/store/session_store.c \
  app/store/session_store.h \
  app/store/tweet_ref_store.c \
  app/store/tweet_ref_store.h \
  app/store/tweet_store.c \
  app/store/tweet_store.h \
  app/store/tweet_store_ids.c \
  app/store/user_row.c \
  app/store/user_row.h \
  app/store/user_store.c \
  app/store/user_store.h
