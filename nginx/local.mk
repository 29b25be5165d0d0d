# nginx/: what an admin copies to /etc/nginx, with this installation's paths put in.
nginxdir = $(pkgdatadir)/nginx
nginxsnippetsdir = $(nginxdir)/linnet
nginx_snippets = \
  nginx/linnet/buffers.conf \
  nginx/linnet/default-server.conf \
  nginx/linnet/errors.conf \
  nginx/linnet/fastcgi.conf \
  nginx/linnet/internal.conf \
  nginx/linnet/limits.conf \
  nginx/linnet/maps.conf \
  nginx/linnet/redirect.conf \
  nginx/linnet/requests.conf \
  nginx/linnet/security-headers.conf \
  nginx/linnet/site.conf \
  nginx/linnet/static.conf \
  nginx/linnet/tls.conf \
  nginx/linnet/trusted-proxies.conf
dist_nginxsnippets_DATA = $(nginx_snippets)
nginx_DATA = nginx/linnet.conf nginx/linnet-tls.conf
EXTRA_DIST += nginx/nginx.conf.in nginx/linnet.conf.in nginx/linnet-tls.conf.in
CLEANFILES += $(nginx_DATA)

nginx/linnet.conf: $(srcdir)/nginx/linnet.conf.in
nginx/linnet-tls.conf: $(srcdir)/nginx/linnet-tls.conf.in
$(nginx_DATA):
	@mkdir -p nginx
	$(AM_V_GEN)sed -e 's|@LISTEN@|80|' -e 's|@LISTEN_TLS@|443|' -e 's|@SERVER_NAME@|linnet.example|' \
	  -e 's|@WORK_SOCKET@|/run/linnet/web.sock|' -e 's|@ROOT@|$(pkgdatadir)|' \
	  -e 's|@CERTIFICATE@|/etc/ssl/certs/linnet.example.pem|' \
	  -e 's|@CERTIFICATE_KEY@|/etc/ssl/private/linnet.example.key|' $(srcdir)/nginx/$(@F).in > $@
