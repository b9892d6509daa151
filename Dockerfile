# syntax=docker/dockerfile:1
# docker build -t tuning-fork .
# docker run --read-only --tmpfs /tmp -v tuning-fork:/data --env-file .env -p 3000:3000 tuning-fork

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package may run anything while it is installed: what is native here comes built inside npm.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json main.ts ./
COPY bin bin
COPY composition composition
COPY src src
COPY adapters adapters
RUN node bin/tuning-fork.js --build-only && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    DATABASE_URL=sqlite:/data/tuning-fork.db
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/bin bin
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/adapters/slack/manifest.json adapters/slack/manifest.json
# The only place that it writes to, besides /tmp; with Postgres it stays empty.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# /healthz and not /readyz: a replica whose database is away mends itself, and a restart would not help it.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell in between, so that a signal to end reaches it.
ENTRYPOINT ["node", "bin/tuning-fork.js"]
CMD ["start"]
