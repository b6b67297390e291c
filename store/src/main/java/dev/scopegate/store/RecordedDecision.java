package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;

/** A decision and its place in the log. */
public record RecordedDecision(ChangeId at, DecisionEvent event) {}
