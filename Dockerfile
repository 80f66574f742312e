# 三步：生成网页，编成安装包，装进只有运行所需的映像。各库按 requirements/ 里锁定的散列校验。
FROM node:20.20-bookworm-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY frontend ./
RUN npm run --silent build -- --logLevel warn

FROM python:3.11-slim-bookworm AS wheels
WORKDIR /src
COPY requirements/build.lock requirements/run.lock requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/build.lock \
 && pip wheel --no-deps --no-build-isolation --require-hashes -r requirements/run.lock -w /wheels
COPY . .
COPY --from=page /src/search_api/page search_api/page
RUN pip wheel --no-deps --no-build-isolation . -w /wheels

FROM python:3.11-slim-bookworm
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-deps --no-index /wheels/*.whl \
 && useradd --uid 10001 --create-home fagui \
 && install -d -o fagui -g fagui /data
ENV FAGUI_HOME=/data
USER fagui
VOLUME /data
ENTRYPOINT ["fagui"]
CMD ["serve"]
