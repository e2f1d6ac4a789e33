"""The program that the facts are of: its files, with definitions, references and bindings, loaded when asked of."""
