# What the build needs of migrations/: they are installed, for linnet-admin migrate.
nobase_dist_pkgdata_DATA += \
  migrations/0001_user.sql \
  migrations/0002_session.sql \
  migrations/0003_tweet.sql \
  migrations/0004_follow.sql \
  migrations/0005_follower.sql \
  migrations/0006_invitation.sql \
  migrations/0007_tweet_text.sql \
  migrations/0008_user_profile.sql \
  migrations/0009_tweet_relations.sql \
  migrations/0010_tweet_ref.sql \
  migrations/0011_retweet.sql \
  migrations/0012_like.sql \
  migrations/0013_liked_by.sql \
  migrations/0014_bookmark.sql \
  migrations/0015_tweet_edit.sql \
  migrations/0016_idempotency.sql \
  migrations/0017_session_token.sql \
  migrations/0018_outbox.sql \
  migrations/0019_event_log.sql \
  migrations/0020_event_cursor.sql \
  migrations/0021_event_relay.sql \
  migrations/0022_event_member.sql \
  migrations/0023_event_dead.sql \
  migrations/0024_user_locale.sql \
  migrations/0025_tweet_author_key.sql \
  migrations/0026_username_hold.sql
