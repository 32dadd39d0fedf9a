// Command admission builds overlays of Kustomize as kubectl does, and puts every
// object of Kubernetes that comes out before what the API server puts it before:
// defaults, the strategy of its kind, validation, warnings, and the restricted level
// of the Pod Security Standards. Nothing runs.
//
// Each argument is the folder of an overlay. It prints a JSON array with an entry
// for each: how many objects of each kind were admitted, and the faults.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

const namespace = "shop"

// strategies are those by which the API server creates objects of each kind.
var strategies = map[string]rest.RESTCreateStrategy{
	"ConfigMap":               configmap.Strategy,
	"Deployment":              deployment.Strategy,
	"HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy,
	"Job":                     job.Strategy,
	"NetworkPolicy":           networkpolicy.Strategy,
	"PodDisruptionBudget":     poddisruptionbudget.Strategy,
	"Service":                 service.Strategy,
	"ServiceAccount":          serviceaccount.Strategy,
}

// overlay is what became of one.
type overlay struct {
	Folder   string         `json:"folder"`
	Admitted map[string]int `json:"admitted"`
	Faults   []string       `json:"faults"`
}

func main() {
	server, err := newServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	overlays := make([]overlay, 0, len(os.Args)-1)
	for _, folder := range os.Args[1:] {
		overlays = append(overlays, server.admit(folder))
	}
	if err := json.NewEncoder(os.Stdout).Encode(overlays); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type server struct {
	decoder  runtime.Decoder
	security policy.Evaluator
}

func newServer() (*server, error) {
	security, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		return nil, err
	}
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict)
	return &server{decoder: codecs.UniversalDeserializer(), security: security}, nil
}

func (s *server) admit(folder string) overlay {
	found := overlay{Folder: folder, Admitted: map[string]int{}, Faults: []string{}}
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		found.Faults = append(found.Faults, err.Error())
		return found
	}
	for _, each := range built.Resources() {
		kind := each.GetKind()
		faults, known := s.faults(each)
		if !known {
			continue
		}
		for _, fault := range faults {
			found.Faults = append(found.Faults, fmt.Sprintf("%s/%s: %s", kind, each.GetName(), fault))
		}
		if len(faults) == 0 {
			found.Admitted[kind]++
		}
	}
	return found
}

// faults are why the API server would refuse or warn. It knows the kinds of
// Kubernetes alone; those of others have servers of their own.
func (s *server) faults(from *resource.Resource) (faults []string, known bool) {
	text, err := from.MarshalJSON()
	if err != nil {
		return []string{err.Error()}, true
	}
	object, _, err := s.decoder.Decode(text, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		return nil, false
	}
	if err != nil {
		return []string{err.Error()}, true
	}
	legacyscheme.Scheme.Default(object)
	faults = s.insecure(object)
	internal, err := legacyscheme.Scheme.UnsafeConvertToVersion(object, runtime.InternalGroupVersioner)
	if err != nil {
		return append(faults, err.Error()), true
	}
	return append(faults, create(from.GetKind(), internal)...), true
}

// create does what comes before an object is stored, and returns what is wrong.
func create(kind string, object runtime.Object) []string {
	strategy, ok := strategies[kind]
	if !ok {
		return []string{"no strategy creates this kind"}
	}
	ctx := request.WithNamespace(request.NewContext(), namespace)
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{IsResourceRequest: true})
	if svc, ok := object.(*core.Service); ok {
		allocate(svc)
	}
	named, err := meta.Accessor(object)
	if err != nil {
		return []string{err.Error()}
	}
	rest.FillObjectMetaSystemFields(named)
	var faults []string
	if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
		faults = append(faults, err.Error())
	}
	for _, warning := range strategy.WarningsOnCreate(ctx, object) {
		faults = append(faults, "warning: "+warning)
	}
	return faults
}

// allocate gives a service its address, as the server does after the strategy.
func allocate(svc *core.Service) {
	address := svc.Spec.ClusterIP
	if address == "" {
		address = "10.96.0.7"
	}
	svc.Spec.ClusterIP, svc.Spec.ClusterIPs = address, []string{address}
	svc.Spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
	single := core.IPFamilyPolicySingleStack
	svc.Spec.IPFamilyPolicy = &single
}

// insecure are the checks of the restricted level that the pods of an object fail.
func (s *server) insecure(object runtime.Object) []string {
	var pod *metav1.ObjectMeta
	var spec *corev1.PodSpec
	switch object := object.(type) {
	case *appsv1.Deployment:
		pod, spec = &object.Spec.Template.ObjectMeta, &object.Spec.Template.Spec
	case *batchv1.Job:
		pod, spec = &object.Spec.Template.ObjectMeta, &object.Spec.Template.Spec
	default:
		return nil
	}
	var faults []string
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, check := range s.security.EvaluatePod(restricted, pod, spec) {
		if !check.Allowed {
			faults = append(faults, check.ForbiddenReason+": "+check.ForbiddenDetail)
		}
	}
	return faults
}
