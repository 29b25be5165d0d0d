#define STD_FOREIGN <mysql.h>
#include "base/std.h"

#include <errmsg.h>
#include <mysqld_error.h>

#include "io/db_internal.h"

/* Codes that one of the two clients' headers lacks. */
enum {
    GONE_KILLED = 1927,           /* MariaDB: connection was killed */
    GONE_IDLE = 4031,             /* MySQL: closed for being idle */
    LOST_EXTENDED = 2055,         /* CR_SERVER_LOST_EXTENDED */
    SLOW_STATEMENT = 1969,        /* MariaDB: max_statement_time */
    SLOW_QUERY = 3024,            /* MySQL: max_execution_time */
    READ_ONLY = 1836,             /* MySQL: read-only mode */
};

enum db_trouble db_trouble_of(unsigned code)
{
    switch (code) {
    case 0:
        return DB_FINE;
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case LOST_EXTENDED:
    case CR_COMMANDS_OUT_OF_SYNC: /* nothing sensible can be said on this connection any more */
    case CR_MALFORMED_PACKET:
    case ER_SERVER_SHUTDOWN:
    case GONE_KILLED:
    case GONE_IDLE:
        return DB_LOST;
    case ER_UNKNOWN_STMT_HANDLER:
    case ER_NEED_REPREPARE:
        return DB_STALE;
    case ER_DUP_ENTRY:
        return DB_DUPLICATE;
    case ER_LOCK_DEADLOCK:
    case ER_LOCK_WAIT_TIMEOUT:
        return DB_CONFLICT;
    case CR_CONNECTION_ERROR:
    case CR_CONN_HOST_ERROR:
    case CR_UNKNOWN_HOST:
    case ER_CON_COUNT_ERROR:
    case ER_TOO_MANY_USER_CONNECTIONS:
    case ER_USER_LIMIT_REACHED:
    case ER_OUT_OF_RESOURCES:
    case ER_DISK_FULL:
    case ER_RECORD_FILE_FULL:
    case ER_OPTION_PREVENTS_STATEMENT: /* --read-only */
    case ER_MAX_PREPARED_STMT_COUNT_REACHED:
    case ER_QUERY_INTERRUPTED:
    case READ_ONLY:
    case SLOW_STATEMENT:
    case SLOW_QUERY:
        return DB_OVERLOAD;
    default:
        return DB_DEFECT;
    }
}

bool db_already_so(unsigned code)
{
    return code == ER_DUP_FIELDNAME || code == ER_DUP_KEYNAME || code == ER_CANT_DROP_FIELD_OR_KEY;
}

/* Texts that name statements, tables and columns only. Others (a taken key, a value that does not
 * fit) quote what people typed. */
static bool text_is_harmless(unsigned code)
{
    switch (code) {
    case ER_PARSE_ERROR:
    case ER_NO_SUCH_TABLE:
    case ER_BAD_FIELD_ERROR:
    case ER_BAD_DB_ERROR:
    case ER_TABLE_EXISTS_ERROR:
    case ER_NO_DEFAULT_FOR_FIELD:
    case ER_DATA_TOO_LONG:
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_ACCESS_DENIED_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
    case ER_TABLEACCESS_DENIED_ERROR:
        return true;
    default:
        return code >= CR_MIN_ERROR && code <= CR_MAX_ERROR; /* the client's own */
    }
}

enum err db_fail(struct work *w, const char *what, unsigned code, const char *text)
{
    enum db_trouble trouble = db_trouble_of(code);
    bool defect = trouble == DB_DEFECT || trouble == DB_DUPLICATE || trouble == DB_STALE;
    if (trouble == DB_CONFLICT)
        w->db->conflicted = true;
    return fail(w, defect ? ERR_INTERNAL : ERR_BUSY, NULL, defect ? "error.internal" : "error.busy",
                "%s: database error %u%s%s", what, code, text_is_harmless(code) ? ": " : "",
                text_is_harmless(code) ? text : "");
}
