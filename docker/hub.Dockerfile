# The hub: gateway, directory and search. Build from the project's root:
#   docker build -f docker/hub.Dockerfile -t hanse-hub .
FROM node:24.22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY gateway gateway
COPY subgraphs subgraphs
COPY schema schema
RUN npm run build

FROM node:24.22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24.22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 HANSE_NETWORK=/etc/hanse/network.yaml
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE NOTICE ./
# The image's user node, by its number: a kubelet cannot tell from a name that it is not root.
USER 1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Room for the objects of many requests at once, so that few of them have to be moved: see gateway/README.md.
CMD ["node", "--max-semi-space-size=64", "dist/gateway/main.js"]
