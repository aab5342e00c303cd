package io.rushb.config;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The page, health and metrics over HTTP.
 *
 * @param hosts Host names under which HTTP answers, besides addresses, localhost and the
 * machine's own name; * for all.
 */
@ConfigurationProperties("rushb.web")
public record WebProperties(@DefaultValue List<String> hosts) {

}
