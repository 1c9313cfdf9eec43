package strategy

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/creative-cluster/kvartal/finance"
)

// Run takes each scenario through all futures, several at once. The results
// are the same for any number of workers, which is 1 to 256, and so is the
// error: that of the first future that fails. It ends early when ctx does.
func (s Study) Run(ctx context.Context, workers int) ([]Result, error) {
	if err := within(workers, 1, 256); err != nil {
		return nil, finance.Problem{Path: "workers", Err: err}
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	results := make([]Result, len(s.Scenarios))
	for i := range s.Scenarios {
		r, err := s.runScenario(ctx, &s.Scenarios[i], min(workers, s.Futures))
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
	failed := make([]failure, workers)
	for i := range workers {
		group.Go(func() {
			if failed[i] = s.work(ctx, x, &next, r.Outcomes); failed[i].err != nil {
				next.Store(int64(s.Futures)) // those before it are taken already
			}
		})
	}
	group.Wait()
	first := failure{future: s.Futures}
	for _, f := range failed {
		if f.err != nil && f.future < first.future {
			first = f
		}
	}
	if first.err != nil {
		return Result{}, first.err
	}
	return r, nil
}

// failure is the future that ended a worker's run, and why.
type failure struct {
	future int
	err    error
}

// work takes futures until none is left. Each worker has a model of its own,
// and each future a place of its own.
func (s *Study) work(ctx context.Context, x *Scenario, next *atomic.Int64, outcomes []Outcome) failure {
	m, err := newModel(s, x)
	if err != nil {
		return failure{-1, err}
	}
	path := m.newPath()
	for {
		future := int(next.Add(1)) - 1
		if future >= len(outcomes) {
			return failure{}
		}
		if err := ctx.Err(); err != nil {
			return failure{future, err}
		}
		if outcomes[future], err = m.outcome(future, path); err != nil {
			return failure{future, fmt.Errorf("future %d: %w", future, err)}
		}
	}
}

// outcome takes the scenario through one future and gathers it.
func (m *model) outcome(future int, path []Month) (Outcome, error) {
	if err := m.run(future, path); err != nil {
		return Outcome{}, err
	}
	return outcome(path, len(m.accounts), m.currency)
}

// Path is one future of a scenario month by month: why an outcome is what it
// is. Its lines are by the Accounts of the scenario's Result. A scenario or
// future that the study does not have, both from 0 on, is ErrRange.
func (s Study) Path(scenario, future int) ([]Month, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var wrong finance.Problems
	wrong.Add("scenario", within(scenario, 0, len(s.Scenarios)-1))
	wrong.Add("future", within(future, 0, s.Futures-1))
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	m, err := newModel(&s, &s.Scenarios[scenario])
	if err != nil {
		return nil, err
	}
	path := m.newPath()
	if err := m.run(future, path); err != nil {
		return nil, err
	}
	return path, nil
}
