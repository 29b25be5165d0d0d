# Sources of app/http.
liblinnet_a_SOURCES += \
  app/http/condition.c app/http/condition.h \
  app/http/cookie.c app/http/cookie.h \
  app/http/csrf.c app/http/csrf.h \
  app/http/fcgi_bridge.c app/http/fcgi_bridge.h \
  app/http/fcgi_record.c app/http/fcgi_record.h \
  app/http/form.c app/http/form.h \
  app/http/header_value.c app/http/header_value.h \
  app/http/multipart.c app/http/multipart.h \
  app/http/param_value.c app/http/param_value.h \
  app/http/params.c app/http/params.h \
  app/http/reply.c app/http/reply.h \
  app/http/request.c app/http/request.h \
  app/http/request_id.c app/http/request_id.h \
  app/http/route.c app/http/route.h \
  app/http/serve.c app/http/serve.h \
  app/http/serve_headers.c app/http/serve_headers.h \
  app/http/serve_log.c app/http/serve_log.h \
  app/http/status.c app/http/status.h
