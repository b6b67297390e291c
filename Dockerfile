# Builds everything from the sources. Targets: gateway, policy-admin, demo-upstream.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/var/cache/maven \
    mvn -B -ntp -Dmaven.repo.local=/var/cache/maven -DskipTests -pl launcher,gateway,policy-admin -am package \
 && mkdir /jars \
 && for module in launcher gateway policy-admin; do cp "$module"/target/*-exec.jar "/jars/$module.jar"; done

FROM eclipse-temurin:25-jre AS runtime
RUN groupadd --gid 10001 scopegate \
 && useradd --uid 10001 --gid scopegate --no-create-home --shell /usr/sbin/nologin scopegate \
 && install -d -o scopegate -g scopegate -m 700 /var/lib/scopegate
COPY config /opt/scopegate/config
ENV SCOPEGATE_CONFIG=/opt/scopegate/config \
    SCOPEGATE_BIND_ADDRESS=0.0.0.0 \
    SCOPEGATE_SIGNING_KEY_FILE=/var/lib/scopegate/signing-key.json
WORKDIR /opt/scopegate
USER scopegate

# Also makes the signing key, once, with the argument "key".
FROM runtime AS demo-upstream
COPY --from=build /jars/launcher.jar ./
EXPOSE 8070
ENTRYPOINT ["java", "-jar", "launcher.jar"]
CMD ["upstream"]

FROM runtime AS policy-admin
COPY --from=build /jars/policy-admin.jar ./
EXPOSE 8081
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-jar", "policy-admin.jar", "--spring.config.additional-location=file:/opt/scopegate/config/policy-admin.yml"]

FROM runtime AS gateway
COPY --from=build /jars/gateway.jar ./
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-jar", "gateway.jar", "--spring.config.additional-location=file:/opt/scopegate/config/gateway.yml"]
