# The tag agrees with .nvmrc; the digest is that of the tag's image for all machines. To renew both:
#   docker buildx imagetools inspect node:24.21.0-bookworm-slim
# A deployment that scans its images may give another: docker build --build-arg NODE_IMAGE=... .
ARG NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /dependencies
COPY package.json package-lock.json .npmrc ./
# Optional are TypeScript, and a part of the driver for another platform.
RUN npm ci --omit=dev --omit=optional

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="prison-visit-booking"
LABEL org.opencontainers.image.description="Ask for, follow and decide visits to prisoners in England and Wales"
LABEL org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /dependencies/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY views ./views
COPY assets ./assets
COPY migrations ./migrations
COPY seeds ./seeds
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Pages are short-lived, and what lives long takes some 50 MB: 16 MB to be young in make a page cost a sixth less than 4,
# and the process some 10 MB larger.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=512", "dist/server.js"]
