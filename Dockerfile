# The service's image. Needs nothing but Docker: docker build -t rushb .

FROM maven:3.9-eclipse-temurin-25@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
WORKDIR /build
# A short run: what the second compiler gains is less than it costs.
ENV MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
COPY .mvn/maven.config .mvn/
COPY LICENSE pom.xml ./
COPY src/main src/main
# Tests and style are CI's affair; an image is made of what has passed them.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -q -Dmaven.test.skip -Dcheckstyle.skip -Dspring-javaformat.skip package
# What changes seldom apart from what changes often.
RUN java -Djarmode=tools -jar target/rushb.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre@sha256:fcd7fd7b387f94bb2ac461478a7436ad8e349924c374ea8313919624dceae636 AS service
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="RUSHB" \
      org.opencontainers.image.description="A file server that speaks RUSHB, a small HTTP-like stop-and-wait protocol over UDP" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
# Made here, so that the served directory exists when nothing is mounted.
WORKDIR /files
WORKDIR /app
# The libraries' layer stays the same while only our own code changes.
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
COPY deploy/image/rushb /usr/local/bin/
# The heap's share of the container's memory leaves room for direct buffers, code and threads.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError" \
    RUSHB_FILES_ROOT=/files \
    SERVER_ADDRESS=0.0.0.0
USER 10001:10001

# Java watches service and client at their work and writes down the classes they loaded and linked, and what was hot.
# Same Java, same jars at the same place as in the image: anything else, and Java ignores the cache.
FROM service AS trained
RUN --network=none --mount=type=bind,source=deploy/image/train,target=/train \
    /train /tmp/rushb.aot /tmp/client.aot

FROM service
COPY --from=trained /tmp/rushb.aot /tmp/client.aot ./
EXPOSE 3200/udp 8080
STOPSIGNAL SIGTERM
# There is no curl in the base image, but bash opens TCP connections.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
ENTRYPOINT ["rushb"]
