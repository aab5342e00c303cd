package io.rushb;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * Translates nothing. Any of Spring's own message sources looks at all locales that Java
 * has, which takes a twentieth of a start.
 */
final class NoMessages implements MessageSource {

	@Override
	public @Nullable String getMessage(String code, Object @Nullable [] arguments, @Nullable String defaultMessage,
			@Nullable Locale locale) {
		return defaultMessage;
	}

	@Override
	public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
		throw new NoSuchMessageException(code);
	}

	@Override
	public String getMessage(MessageSourceResolvable message, @Nullable Locale locale) {
		String text = message.getDefaultMessage();
		if (text == null) {
			throw new NoSuchMessageException(String.valueOf(message));
		}
		return text;
	}

}
