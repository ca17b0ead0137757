package org.plumbline.campaign.infer;

/// Questions about one domain, one at a time.
record Interview(Respondent respondent, String domain) {
    Answer ask(Question question) {
        return Answer.of(respondent.ask(question.model()));
    }

    /// A question of this domain.
    Question about(String operator, int inputs, int outputs) {
        return Question.of(domain, operator, inputs, outputs);
    }
}
