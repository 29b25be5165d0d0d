#define STD_FOREIGN <mysql.h>
#include "base/std.h"

#include "io/db_internal.h"

#if __has_include(<ma_pvio.h>)
#include <ma_pvio.h>
#define HAVE_PVIO 1
#else
#define HAVE_PVIO 0
#endif

void db_compat_options(MYSQL *mysql)
{
#ifdef MARIADB_BASE_VERSION
    /* MySQL's client has no reconnect any more, and warns on stderr of whoever mentions it. */
    const char reconnect = 0;
    mysql_options(mysql, MYSQL_OPT_RECONNECT, &reconnect);
#else
    (void)mysql;
#endif
}

/* The public option is in whole seconds and read at connect only. MariaDB's client keeps the time-outs
 * in milliseconds in a structure whose header it installs; with MySQL's the option has to do. */
void db_compat_wait(MYSQL *mysql, int ms)
{
#if HAVE_PVIO
    mysql->net.pvio->timeout[PVIO_READ_TIMEOUT] = ms;
    mysql->net.pvio->timeout[PVIO_WRITE_TIMEOUT] = ms;
#else
    (void)mysql;
    (void)ms;
#endif
}

int db_compat_socket(MYSQL *mysql)
{
#ifdef MARIADB_BASE_VERSION
    return (int)mysql_get_socket(mysql);
#else
    return (int)mysql->net.fd;
#endif
}

/* MariaDB knows `transaction_isolation` from 11.1 on, MySQL lost `tx_isolation` with 8.0. It is the
 * server that counts here, not the library. */
const char *db_compat_isolation(MYSQL *mysql)
{
    const char *version = mysql_get_server_info(mysql);
    return version && strstr(version, "MariaDB") ? "tx_isolation" : "transaction_isolation";
}
