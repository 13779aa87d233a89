// Coyote controls one scenario at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
