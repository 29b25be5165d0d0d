# Tests against a real database and cache (LINNET_CONFIG names the settings of a migrated one).
store_tests += \
  t/store/test_accounts \
  t/store/test_cache \
  t/store/test_cache_stream \
  t/store/test_db \
  t/store/test_event_runner \
  t/store/test_events \
  t/store/test_follows \
  t/store/test_marks \
  t/store/test_sessions \
  t/store/test_timelines \
  t/store/test_tweets \
  t/store/test_users

store_rig = t/store/rig.c t/store/rig.h
store_cppflags = $(AM_CPPFLAGS) -I$(srcdir)/t -DMIGRATIONS='"$(abs_top_srcdir)/migrations"'
t_store_test_accounts_SOURCES = t/store/test_accounts.c $(store_rig)
t_store_test_accounts_CPPFLAGS = $(store_cppflags)
t_store_test_cache_SOURCES = t/store/test_cache.c $(store_rig)
t_store_test_cache_CPPFLAGS = $(store_cppflags)
t_store_test_cache_stream_SOURCES = t/store/test_cache_stream.c $(store_rig)
t_store_test_cache_stream_CPPFLAGS = $(store_cppflags)
t_store_test_db_SOURCES = t/store/test_db.c $(store_rig)
t_store_test_db_CPPFLAGS = $(store_cppflags)
t_store_test_event_runner_SOURCES = t/store/test_event_runner.c $(store_rig)
t_store_test_event_runner_CPPFLAGS = $(store_cppflags)
t_store_test_events_SOURCES = t/store/test_events.c $(store_rig)
t_store_test_events_CPPFLAGS = $(store_cppflags)
t_store_test_follows_SOURCES = t/store/test_follows.c $(store_rig)
t_store_test_follows_CPPFLAGS = $(store_cppflags)
t_store_test_marks_SOURCES = t/store/test_marks.c $(store_rig)
t_store_test_marks_CPPFLAGS = $(store_cppflags)
t_store_test_sessions_SOURCES = t/store/test_sessions.c $(store_rig)
t_store_test_sessions_CPPFLAGS = $(store_cppflags)
t_store_test_timelines_SOURCES = t/store/test_timelines.c $(store_rig)
t_store_test_timelines_CPPFLAGS = $(store_cppflags)
t_store_test_tweets_SOURCES = t/store/test_tweets.c $(store_rig)
t_store_test_tweets_CPPFLAGS = $(store_cppflags)
t_store_test_users_SOURCES = t/store/test_users.c $(store_rig)
t_store_test_users_CPPFLAGS = $(store_cppflags)
