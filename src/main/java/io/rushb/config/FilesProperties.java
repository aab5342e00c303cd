package io.rushb.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.rushb.storage.LinkPolicy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The files served.
 *
 * @param root Directory whose files are served; must exist and be readable.
 * @param hidden Whether files and directories whose names begin with a dot are served.
 * @param followLinks Which symbolic links are followed: those that stay within the root,
 * or none.
 * @param workers How many threads open and read files, 1 to 256.
 * @param listing Whether the page shows the files directly below the root, and clients
 * may list directories.
 */
@Validated
@ConfigurationProperties("rushb.files")
public record FilesProperties(@DefaultValue(".") String root, @DefaultValue("false") boolean hidden,
		@DefaultValue("within-root") LinkPolicy followLinks, @DefaultValue("8") @Min(1) @Max(256) int workers,
		@DefaultValue("false") boolean listing) {

}
