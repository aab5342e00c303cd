package io.rushb.client;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

class ForwardingListenerTests {

	private final FetchListener listener = mock(FetchListener.class);

	@Test
	void everyCallIsForwardedWithItsArguments() throws ReflectiveOperationException {
		ForwardingListener forwarding = new ForwardingListener(this.listener) {
		};
		for (Method method : FetchListener.class.getMethods()) {
			if (!Modifier.isStatic(method.getModifiers())) {
				Object[] arguments = Arrays.stream(method.getParameterTypes())
					.map(ForwardingListenerTests::argument)
					.toArray();
				method.invoke(forwarding, arguments);
				assertThat(mockingDetails(this.listener).getInvocations()).as("what %s forwards", method.getName())
					.anySatisfy((call) -> {
						assertThat(call.getMethod()).isEqualTo(method);
						assertThat(call.getArguments()).isEqualTo(arguments);
					});
			}
		}
	}

	private static Object argument(Class<?> type) {
		if (type == long.class) {
			return 7L;
		}
		if (type == int.class) {
			return 7;
		}
		return (type == boolean.class) ? true : null;
	}

}
