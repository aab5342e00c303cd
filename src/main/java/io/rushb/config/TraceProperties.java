package io.rushb.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Recording of single packets while somebody looks at the page.
 *
 * @param sessions Most sessions whose packets are recorded, 0 to 256; at most 1000
 * packets each.
 */
@Validated
@ConfigurationProperties("rushb.trace")
public record TraceProperties(@DefaultValue("16") @Min(0) @Max(256) int sessions) {

}
