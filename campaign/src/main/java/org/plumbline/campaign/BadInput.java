package org.plumbline.campaign;

/// The user's input cannot be used. The message is one line that names the file or option, the field and the remedy;
/// [Plumbline] prints it and ends with exit code 2.
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInput(String message) {
        super(message.lines().findFirst().orElse(""));
    }
}
