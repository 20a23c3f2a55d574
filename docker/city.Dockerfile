# One city's subgraph. Build from the project's root:
#   docker build -f docker/city.Dockerfile -t hanse-city .
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
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4001
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
# All of it: the conformance kit judges a city with the hub's own modules.
COPY --from=build /app/dist dist
COPY package.json LICENSE NOTICE ./
# The image's user node, by its number: a kubelet cannot tell from a name that it is not root.
USER 1000
EXPOSE 4001
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/subgraphs/city/main.js"]
CMD ["serve"]
