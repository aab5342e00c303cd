package io.rushb;

import java.util.List;

import io.rushb.cli.RushbCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service, or runs a command of the client.
 */
@SpringBootApplication
public class RushbApplication {

	/**
	 * Starts the service. A command of the client runs without Spring instead.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		List<String> options = List.of(args);
		if (RushbCommand.isClientCommand(args)) {
			RushbCommand.Invocation invocation = RushbCommand.runOrServe(args);
			List<String> service = invocation.service();
			if (service == null) {
				System.exit(invocation.exitCode());
				return;
			}
			options = service;
		}
		SpringApplication.run(RushbApplication.class, options.toArray(String[]::new));
	}

}
