package io.rushb;

import io.rushb.client.cli.RushbCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service, or runs a command of the client.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RushbApplication {

	/**
	 * Starts the service; or, without an application context, runs a command of the
	 * client.
	 * @param args Spring Boot's options, or a command with its own
	 */
	public static void main(String[] args) {
		if (RushbCommand.isClientCommand(args)) {
			System.exit(RushbCommand.run(args));
		}
		SpringApplication.run(RushbApplication.class, args);
	}

}
