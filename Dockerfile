# The packages and policygraph itself, built apart so that the image holds no build tools.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock requirements-dev.lock requirements-engines.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-compile -r requirements.lock
# What else is wanted, by name: psycopg[binary] qdrant-client
ARG PACKAGES=""
RUN if [ -n "$PACKAGES" ]; then /venv/bin/pip install --no-cache-dir --no-compile \
  -c requirements.lock -c requirements-engines.lock -c requirements-dev.lock $PACKAGES; fi
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY ingest ingest
COPY graph graph
COPY api api
COPY ontology ontology
COPY policygraph policygraph
COPY corpus/documents corpus/documents
COPY corpus/regions.ttl corpus/regions.ttl
RUN /venv/bin/pip install --no-cache-dir --no-deps . && /venv/bin/python -m compileall -q /venv/lib

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin policygraph \
  && install -d -o policygraph -g policygraph /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    POLICYGRAPH_DATA=/data
USER policygraph
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4).close()"]
ENTRYPOINT ["policygraph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
