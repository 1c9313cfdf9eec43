package strategy

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/creative-cluster/kvartal/finance"
)

// Run takes each scenario through all futures, several at once. The results
// are the same for any number of workers, which is 1 to 256. It ends early
// when ctx does.
func (s Study) Run(ctx context.Context, workers int) ([]Result, error) {
	if workers < 1 || workers > 256 {
		return nil, finance.Problem{Path: "workers", Err: finance.ErrRange}
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	results := make([]Result, len(s.Scenarios))
	for i := range s.Scenarios {
		r, err := s.runScenario(ctx, &s.Scenarios[i], workers)
		if err != nil {
			return nil, fmt.Errorf("scenario %q: %w", s.Scenarios[i].Name, err)
		}
		results[i] = r
	}
	return results, nil
}

func (s *Study) runScenario(ctx context.Context, x *Scenario, workers int) (Result, error) {
	r := Result{Scenario: x.Name, Accounts: incomeOf(x.Cluster.Chart), Outcomes: make([]Outcome, s.Futures)}
	var next atomic.Int64
	var group sync.WaitGroup
	errs := make([]error, workers)
	for i := range workers {
		group.Go(func() { errs[i] = s.work(ctx, x, &next, r.Outcomes) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return Result{}, err
		}
	}
	return r, nil
}

// work takes futures until none is left. Each worker has a model of its own,
// and each future a place of its own.
func (s *Study) work(ctx context.Context, x *Scenario, next *atomic.Int64, outcomes []Outcome) error {
	m, err := newModel(s, x)
	if err != nil {
		return err
	}
	path := m.newPath()
	for {
		future := int(next.Add(1)) - 1
		if future >= len(outcomes) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.run(future, path); err != nil {
			return fmt.Errorf("future %d: %w", future, err)
		}
		if outcomes[future], err = outcome(path, len(m.accounts), m.currency); err != nil {
			return fmt.Errorf("future %d: %w", future, err)
		}
	}
}

// Path is one future of a scenario month by month: why an outcome is what it
// is. Its lines are by the Accounts of the scenario's Result.
func (s Study) Path(scenario, future int) ([]Month, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if scenario < 0 || scenario >= len(s.Scenarios) || future < 0 || future >= s.Futures {
		return nil, finance.ErrRange
	}
	m, err := newModel(&s, &s.Scenarios[scenario])
	if err != nil {
		return nil, err
	}
	path := m.newPath()
	return path, m.run(future, path)
}
