package stats

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// manyDegrees is where the expansion of Student's quantile around the normal
// one has become as good as the sum, whose terms grow in number.
const manyDegrees = 1000

// StudentCritical is the t that a Student variable with the given degrees of
// freedom stays within, on both sides of zero, with the given confidence: for
// 0.95 and 9 it is 2.262. It is right to 1 part in 10^11 up to a confidence of
// 0.9999, and loses a digit with each 9 more. A confidence that is not between 0
// and 1 is ErrRange, degrees below 1 are ErrMissing.
func StudentCritical(confidence float64, degrees int64) (float64, error) {
	if !(confidence > 0 && confidence < 1) { // a NaN is neither
		return 0, fmt.Errorf("confidence %v, not between 0 and 1: %w", confidence, finance.ErrRange)
	}
	if degrees < 1 {
		return 0, fmt.Errorf("%d degrees of freedom: %w", degrees, finance.ErrMissing)
	}
	if degrees > manyDegrees {
		return studentNearNormal(confidence, float64(degrees))
	}
	low, high := 0.0, math.Pi/2
	for range 64 { // halves past the last bit
		angle := (low + high) / 2
		if studentWithin(angle, int(degrees)) < confidence {
			low = angle
		} else {
			high = angle
		}
	}
	return math.Sqrt(float64(degrees)) * math.Tan(low), nil
}

// studentWithin is the probability that |T| stays within √ν tan θ.
//
//	odd ν:  2/π (θ + sin θ (cos θ + 2/3 cos³θ + … + 2·4…(ν-3)/(3·5…(ν-2)) cos^(ν-2) θ))
//	even ν: sin θ (1 + 1/2 cos²θ + … + 1·3…(ν-3)/(2·4…(ν-2)) cos^(ν-2) θ)
//
// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3
// and 26.7.4.
func studentWithin(angle float64, degrees int) float64 {
	sin, cos := math.Sincos(angle)
	if degrees%2 == 0 {
		return sin * studentSum(1, 2, degrees, cos)
	}
	if degrees == 1 {
		return angle / (math.Pi / 2)
	}
	return (angle + sin*studentSum(cos, 3, degrees, cos)) / (math.Pi / 2)
}

// studentSum adds up term, term × (k-1)/k cos², and so on for k in steps of 2
// below the degrees.
func studentSum(term float64, k, degrees int, cos float64) float64 {
	sum := term
	for ; k < degrees; k += 2 {
		term *= cos * cos * float64(k-1) / float64(k)
		sum += term
	}
	return sum
}

// studentNearNormal expands t in powers of 1/ν around the normal z.
//
// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
func studentNearNormal(confidence, degrees float64) (float64, error) {
	z, err := NormalQuantile((1 + confidence) / 2)
	if err != nil {
		return 0, err
	}
	s := z * z
	g1 := z * (s + 1) / 4
	g2 := z * ((5*s+16)*s + 3) / 96
	g3 := z * (((3*s+19)*s+17)*s - 15) / 384
	g4 := z * ((((79*s+776)*s+1482)*s-1920)*s - 945) / 92160
	return z + (g1+(g2+(g3+g4/degrees)/degrees)/degrees)/degrees, nil
}
