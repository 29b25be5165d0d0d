/* Tells the service manager how we are (sd_notify's datagram, without its library).
 *
 * Without NOTIFY_SOCKET everything here does nothing. Errors are ignored: a manager that does not
 * listen must not stop the service. */
#ifndef MAIN_NOTIFY_H
#define MAIN_NOTIFY_H

#include "base/std.h"

void notify_ready(void);
void notify_reloading(void); /* with the monotonic time that Type=notify-reload asks for */
void notify_stopping(void);
void notify_alive(void);     /* WATCHDOG=1 */
/* Half of WATCHDOG_USEC when it is meant for this process, in microseconds; 0: nobody watches. */
int64_t notify_alive_every_us(void);

#endif
