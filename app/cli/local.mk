# Sources of app/cli.
AM_CPPFLAGS += -DLINNET_DATADIR='"$(pkgdatadir)"'
liblinnet_a_SOURCES += \
  app/cli/cli.c \
  app/cli/cli.h \
  app/cli/cli_table.c \
  app/cli/cli_table.h \
  app/cli/commands.h \
  app/cli/config_commands.c \
  app/cli/demo_commands.c \
  app/cli/demo_file.c \
  app/cli/demo_file.h \
  app/cli/generate_commands.c \
  app/cli/graph_commands.c \
  app/cli/migrate_commands.c \
  app/cli/people.c \
  app/cli/people.h \
  app/cli/phrases.c \
  app/cli/phrases.h \
  app/cli/progress.c \
  app/cli/progress.h \
  app/cli/queue_commands.c \
  app/cli/session_commands.c \
  app/cli/user_commands.c

# The demo cast, where `linnet-admin demo load` looks for it.
dist_pkgdata_DATA = t/data/demo.txt
