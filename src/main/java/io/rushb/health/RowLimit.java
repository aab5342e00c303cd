package io.rushb.health;

import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The number of rows that an endpoint shows. The parameter is text, so that a malformed
 * one is answered with 400 and a reason (RFC 9457).
 *
 * @param usual how many if the request does not say
 * @param most how many at the most
 */
record RowLimit(int usual, int most) {

	/**
	 * Answers with rows, or with what is wrong with their limit.
	 * @param limit what was asked for; {@code null} for nothing
	 * @param rows makes the answer for a limit from 1 on
	 */
	WebEndpointResponse<Object> answer(@Nullable String limit, IntFunction<Object> rows) {
		int wanted = (limit != null) ? parse(limit) : this.usual;
		if (wanted < 1 || wanted > this.most) {
			return problem("limit must be a whole number from 1 to " + this.most);
		}
		return new WebEndpointResponse<>(rows.apply(wanted));
	}

	private static int parse(String text) {
		// Not Integer.parseInt alone, which takes "+7" and other alphabets' digits.
		return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
	}

	/** An answer that says what is wrong with the parameter. */
	static WebEndpointResponse<Object> problem(String reason) {
		return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason),
				HttpStatus.BAD_REQUEST.value());
	}

}
