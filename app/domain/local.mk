# Sources of app/domain.
liblinnet_a_SOURCES += \
  app/domain/follow.h \
  app/domain/invitation.h \
  app/domain/password.h \
  app/domain/session.h \
  app/domain/timeline.h \
  app/domain/tweet.h \
  app/domain/user.h \
  app/domain/visibility.h
