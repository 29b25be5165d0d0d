# Sources of app/domain.
liblinnet_a_SOURCES += \
  app/domain/follow.c \
  app/domain/follow.h \
  app/domain/gate.c \
  app/domain/gate.h \
  app/domain/import.c \
  app/domain/import.h \
  app/domain/invitation.c \
  app/domain/invitation.h \
  app/domain/keyset.c \
  app/domain/keyset.h \
  app/domain/password.c \
  app/domain/password.h \
  app/domain/password_common.h \
  app/domain/session.c \
  app/domain/session.h \
  app/domain/timeline.c \
  app/domain/timeline.h \
  app/domain/tweet.c \
  app/domain/tweet.h \
  app/domain/tweet_text.c \
  app/domain/tweet_text.h \
  app/domain/user.c \
  app/domain/user.h \
  app/domain/user_rules.c \
  app/domain/user_rules.h \
  app/domain/visibility.c \
  app/domain/visibility.h
nodist_liblinnet_a_SOURCES += app/domain/password_common.c
EXTRA_DIST += tools/common_passwords.py
CLEANFILES += app/domain/password_common.c

app/domain/password_common.c: $(COMMON_PASSWORDS) $(srcdir)/tools/common_passwords.py
	$(AM_V_GEN)$(MKDIR_P) app/domain && \
	  $(PYTHON) $(srcdir)/tools/common_passwords.py "$(COMMON_PASSWORDS)" > $@.new && mv $@.new $@
