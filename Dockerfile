# syntax=docker/dockerfile:1
# The server with its workers: `docker build -t neurosymbolic-prover .`
# Everything it writes is in /data, so the root file system can be read-only.

FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /opt/prover
COPY pyproject.toml README.md LICENSE ./
COPY prover ./prover
COPY search ./search
COPY translators ./translators
COPY api ./api
COPY lean ./lean
COPY data ./data
RUN /opt/prover/bin/pip install --no-cache-dir ".[server,lean,postgres]"

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin prover
COPY --from=build /opt/prover /opt/prover
ENV PATH=/opt/prover/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PROVER_HOST=0.0.0.0 \
    PROVER_PORT=8000 \
    PROVER_STORE=sqlite:////data/jobs.db \
    PROVER_LEAN_CACHE=/data/lean
USER prover
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["prover"]
CMD ["serve"]
