// Command manifests builds overlays of Kustomize as kubectl does, and reads every
// object that comes out as the type that its controller reads, strictly: a field
// that the type does not have is a fault, and so is one that is given twice.
//
// Each argument is the folder of an overlay. It prints a JSON array with an entry
// for each: the objects by kind and name, or the fault.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	networkingapi "istio.io/api/networking/v1alpha3"
	securityapi "istio.io/api/security/v1beta1"
	istionetworking "istio.io/client-go/pkg/apis/networking/v1"
	istiosecurity "istio.io/client-go/pkg/apis/security/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// overlay is what became of one.
type overlay struct {
	Folder  string   `json:"folder"`
	Objects []string `json:"objects"`
	Faults  []string `json:"faults"`
}

func main() {
	decoder, err := strictDecoder()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	overlays := make([]overlay, 0, len(os.Args)-1)
	for _, folder := range os.Args[1:] {
		overlays = append(overlays, read(decoder, folder))
	}
	if err := json.NewEncoder(os.Stdout).Encode(overlays); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// strictDecoder knows the types of Kubernetes, Istio, the Gateway API and the
// Prometheus operator.
func strictDecoder() (runtime.Decoder, error) {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme, autoscalingv2.AddToScheme,
		networkingv1.AddToScheme, policyv1.AddToScheme, monitoring.AddToScheme,
		istionetworking.AddToScheme, istiosecurity.AddToScheme, gateway.Install,
	} {
		if err := add(scheme); err != nil {
			return nil, err
		}
	}
	return serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer(), nil
}

func read(decoder runtime.Decoder, folder string) overlay {
	found := overlay{Folder: folder, Objects: []string{}, Faults: []string{}}
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		found.Faults = append(found.Faults, err.Error())
		return found
	}
	for _, resource := range built.Resources() {
		name := resource.GetKind() + "/" + resource.GetName()
		found.Objects = append(found.Objects, name)
		text, err := resource.MarshalJSON()
		if err == nil {
			err = decode(decoder, text)
		}
		if err != nil {
			found.Faults = append(found.Faults, name+": "+err.Error())
		}
	}
	return found
}

func decode(decoder runtime.Decoder, text []byte) error {
	object, _, err := decoder.Decode(text, nil, nil)
	if err != nil {
		return err
	}
	return decodeIstio(object, text)
}

// decodeIstio reads the spec of objects of Istio once more: their types read
// themselves, and pass over fields that they do not have.
func decodeIstio(object runtime.Object, text []byte) error {
	var spec proto.Message
	switch object.(type) {
	case *istionetworking.DestinationRule:
		spec = new(networkingapi.DestinationRule)
	case *istionetworking.VirtualService:
		spec = new(networkingapi.VirtualService)
	case *istiosecurity.PeerAuthentication:
		spec = new(securityapi.PeerAuthentication)
	default:
		return nil
	}
	var whole struct{ Spec json.RawMessage }
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	return protojson.Unmarshal(whole.Spec, spec)
}
