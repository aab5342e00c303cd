package io.rushb.endpoint;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.rushb.session.SessionListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListenersTests {

	/** In the same order each time: mutation testing knows them by their numbers. */
	static List<Method> events() {
		return Arrays.stream(EndpointListener.class.getMethods())
			.sorted(Comparator.comparing(Method::getName))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("events")
	void everyListenerIsToldOfEveryEventInOrder(Method event) throws ReflectiveOperationException {
		assertThat(event.getDeclaringClass()).isIn(EndpointListener.class, TransferListener.class,
				SessionListener.class);
		List<String> told = new ArrayList<>();
		Listeners listeners = new Listeners(
				List.of(proxy(EndpointListener.class, "first", told), proxy(EndpointListener.class, "second", told)));
		event.invoke(listeners, arguments(event));
		assertThat(told).containsExactly("first " + event.getName(), "second " + event.getName());
	}

	@ParameterizedTest
	@MethodSource("events")
	void whoIsToldOfTransfersOnlyIsNotToldOfPackets(Method event) throws ReflectiveOperationException {
		List<String> told = new ArrayList<>();
		TransferListener transfers = proxy(TransferListener.class, "", told);
		event.invoke(new Listeners(List.of(transfers)), arguments(event));
		boolean wanted = event.getDeclaringClass() == TransferListener.class;
		assertThat(told).isEqualTo(wanted ? List.of(" " + event.getName()) : List.of());
	}

	private static Object[] arguments(Method event) {
		return Arrays.stream(event.getParameterTypes()).map(ListenersTests::any).toArray();
	}

	private static <T> T proxy(Class<T> type, String name, List<String> told) {
		return type.cast(Proxy.newProxyInstance(ListenersTests.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					told.add(name + " " + method.getName());
					return null;
				}));
	}

	@SuppressWarnings("NullAway") // what is passed on is not looked at
	private static Object any(Class<?> type) {
		if (type == int.class) {
			return 1;
		}
		return (type == long.class) ? (Object) 1L : null;
	}

}
