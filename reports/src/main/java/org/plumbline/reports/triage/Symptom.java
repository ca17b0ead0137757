package org.plumbline.reports.triage;

import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;

/// Whether a subject shows what a finding shows: at all (where an attribute is misread, in shape or in numbers), strictly
/// (a shape for a shape), or in the same words.
record Symptom(Question<Subject> shows, Question<Subject> strictly, Question<Subject> same) {
}
