# Sources of app/http.
liblinnet_a_SOURCES += \
  app/http/csrf.h \
  app/http/fcgi_bridge.h \
  app/http/form.h \
  app/http/multipart.h \
  app/http/params.h \
  app/http/reply.h \
  app/http/request.h \
  app/http/route.h \
  app/http/serve.h \
  app/http/serve_log.h \
  app/http/status.h
