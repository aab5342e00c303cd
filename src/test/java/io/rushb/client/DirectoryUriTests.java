package io.rushb.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DirectoryUriTests {

	@ParameterizedTest
	@CsvSource({ "rushb://h/, '', rushb://h:3200/", "rushb://h:1/a/b/, a/b, rushb://h:1/a/b/",
			"rushb://[::1]/a, a, rushb://[::1]:3200/a/", "rushb://h, '', rushb://h:3200/" })
	void readsDirectoriesWithAndWithoutASlash(String text, String path, String shown) {
		DirectoryUri uri = DirectoryUri.parse(text);
		assertThat(uri.path()).isEqualTo(path);
		assertThat(uri).hasToString(shown);
	}

}
