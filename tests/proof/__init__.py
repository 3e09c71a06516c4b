"""Proof that nothing typed is ever lost: docs/proof.md says what stands where and how to run it."""
