#include "formats/vsi/tag_names.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace micrograph::formats::vsi {

namespace {

constexpr std::uint32_t anywhere = 0xFFFFFFFF;

// Volumes.
constexpr std::uint32_t document_at_start = 2;
constexpr std::uint32_t collection = 2000;
constexpr std::uint32_t image = 2001;
constexpr std::uint32_t frame = 2002;
constexpr std::uint32_t collection_properties = 2004;
constexpr std::uint32_t stack_properties = 2005;
constexpr std::uint32_t frame_properties = 2006;
constexpr std::uint32_t dimension = 2007;
constexpr std::uint32_t dimension_properties = 2008;
constexpr std::uint32_t display = 2011;
constexpr std::uint32_t layer = 2012;
constexpr std::uint32_t layer_properties = 2013;
constexpr std::uint32_t external_file = 2018;
constexpr std::uint32_t document = 2109;

struct TagName {
  std::uint32_t volume;
  std::uint32_t tag;
  const char* name;
};

/// By volume and tag.
constexpr TagName names[] = {
    {root_volume, 2, "Document"},
    {root_volume, 2000, "Collection"},
    {collection, 2001, "Image"},
    {collection, 2004, "CollectionProperties"},
    {collection, 2011, "Display"},
    {collection, 2035, "Version"},
    {image, 2002, "Frame"},
    {image, 2003, "DimensionSizes"},
    {image, 2005, "StackProperties"},
    {image, 2007, "Dimension"},
    {image, 2027, "SampleIds"},
    {image, 2028, "ExtraSamples"},
    {image, 2029, "ExtraSamplesProperties"},
    {image, 2030, "SampleFlags"},
    {image, 2031, "FrameType"},
    {image, 2034, "BackgroundColour"},
    {frame, 2006, "FrameProperties"},
    {frame, 2018, "ExternalFile"},
    {collection_properties, 2109, "Document"},
    {stack_properties, 2003, "DisplayLimits"},
    {stack_properties, 2004, "DisplayTable"},
    {stack_properties, 2005, "Gamma"},
    {stack_properties, 2006, "FrameOrigin"},
    {stack_properties, 2007, "FrameScale"},
    {stack_properties, 2008, "DisplayColour"},
    {stack_properties, 2015, "CreationTime"},
    {stack_properties, 2018, "Origin"},
    {stack_properties, 2019, "PixelSize"},
    {stack_properties, 2020, "PixelSizeUnit"},
    {stack_properties, 2030, "Name"},
    {stack_properties, 2031, "ChannelDimension"},
    {stack_properties, 2074, "StackType"},
    {stack_properties, 2076, "LiveOverflow"},
    {frame_properties, 2014, "ZValue"},
    {frame_properties, 2017, "TimeValue"},
    {frame_properties, 2041, "LambdaValue"},
    {dimension, 2008, "DimensionProperties"},
    {dimension_properties, 2003, "DisplayLimits"},
    {dimension_properties, 2004, "DisplayTable"},
    {dimension_properties, 2005, "Gamma"},
    {dimension_properties, 2008, "DisplayColour"},
    {dimension_properties, 2012, "ZStart"},
    {dimension_properties, 2013, "ZIncrement"},
    {dimension_properties, 2014, "ZValue"},
    {dimension_properties, 2016, "TimeIncrement"},
    {dimension_properties, 2017, "TimeValue"},
    {dimension_properties, 2021, "DimensionName"},
    {dimension_properties, 2023, "DimensionMeaning"},
    {dimension_properties, 2025, "DimensionStartId"},
    {dimension_properties, 2026, "DimensionIncrementId"},
    {dimension_properties, 2027, "DimensionValueId"},
    {dimension_properties, 2039, "LambdaStart"},
    {dimension_properties, 2040, "LambdaIncrement"},
    {dimension_properties, 2041, "LambdaValue"},
    {dimension_properties, 2100, "TimeStart"},
    {display, 2012, "Layer"},
    {layer, 2013, "LayerProperties"},
    {layer_properties, 2011, "PlaneUnit"},
    {layer_properties, 2063, "PlaneUnitY"},
    {layer_properties, 10013, "DisplayTable"},
    {external_file, 2053, "ImageBoundary"},
    {external_file, 2410, "TileOrigin"},
    {external_file, 20004, "TileSystem"},
    {external_file, 20005, "HasExternalFile"},
    {external_file, 20025, "ExternalDataVolume"},
    {document, 11, "Name"},
    {document, 12, "Path"},
    {document, 13, "Note"},
    {document, 14, "Time"},
    {document, 15, "Author"},
    {document, 16, "Company"},
    {document, 17, "CreatorName"},
    {document, 18, "CreatorMajorVersion"},
    {document, 19, "CreatorMinorVersion"},
    {document, 20, "CreatorSubVersion"},
    {document, 21, "CreatorBuildNumber"},
    {document, 22, "CreatorPackage"},
    {document, 24, "ProductName"},
    {document, 25, "ProductVersion"},
    {document, 27, "TypeHint"},
    {document, 34, "ProgramName"},
    {document, 35, "ProgramVersion"},
    {anywhere, 2043, "OpticalPath"},
    {anywhere, 2055, "SlideSpecimen"},
    {anywhere, 2057, "SlideTissue"},
    {anywhere, 2058, "SlidePreparation"},
    {anywhere, 2059, "SlideStaining"},
    {anywhere, 2060, "SlideInfo"},
    {anywhere, 2061, "SlideName"},
    {anywhere, 2062, "SlideProperties"},
    {anywhere, 2064, "PixelSizeUnitY"},
    {anywhere, 2073, "ChannelOverflow"},
    {anywhere, 2417, "ChannelWavelength"},
    {anywhere, 2419, "ChannelName"},
    {anywhere, 10008, "DisplayVisible"},
    {anywhere, 10014, "DisplayStackIndex"},
    {anywhere, 10025, "ChannelVisible"},
    {anywhere, 10028, "SelectedChannels"},
    {anywhere, 10047, "ContrastAndBrightness"},
    {anywhere, 10050, "SelectedFrames"},
    {anywhere, 10069, "OriginalFrameRate"},
    {anywhere, 10071, "ActiveChannel"},
    {anywhere, 20006, "PlaneOrigin"},
    {anywhere, 20007, "PlaneScale"},
    {anywhere, 100002, "ExposureTime"},
    {anywhere, 100003, "CameraGain"},
    {anywhere, 100004, "CameraOffset"},
    {anywhere, 100005, "CameraGamma"},
    {anywhere, 100006, "Sharpness"},
    {anywhere, 100007, "RedGain"},
    {anywhere, 100008, "GreenGain"},
    {anywhere, 100009, "BlueGain"},
    {anywhere, 100010, "RedOffset"},
    {anywhere, 100011, "GreenOffset"},
    {anywhere, 100012, "BlueOffset"},
    {anywhere, 100013, "ShadingSubtraction"},
    {anywhere, 100014, "ShadingMultiplication"},
    {anywhere, 100015, "BinningX"},
    {anywhere, 100016, "BinningY"},
    {anywhere, 100017, "Clipping"},
    {anywhere, 100023, "MirrorHorizontally"},
    {anywhere, 100024, "MirrorVertically"},
    {anywhere, 100025, "ClippingState"},
    {anywhere, 100030, "IccEnabled"},
    {anywhere, 100031, "Brightness"},
    {anywhere, 100032, "Contrast"},
    {anywhere, 100033, "ContrastReference"},
    {anywhere, 100034, "Accumulation"},
    {anywhere, 100035, "Averaging"},
    {anywhere, 100038, "IsoSensitivity"},
    {anywhere, 100039, "AccumulationMode"},
    {anywhere, 100043, "Autoexposure"},
    {anywhere, 100044, "ExposureMeteringMode"},
    {anywhere, 100048, "FrameSize"},
    {anywhere, 100049, "BitDepth"},
    {anywhere, 100064, "SensorSensitivity"},
    {anywhere, 100065, "EnhancedDynamicRange"},
    {anywhere, 100066, "PixelClock"},
    {anywhere, 100068, "CoolingOn"},
    {anywhere, 100069, "FanSpeed"},
    {anywhere, 100070, "TargetTemperature"},
    {anywhere, 100071, "GainUnit"},
    {anywhere, 100072, "EmGain"},
    {anywhere, 100073, "PhotonImagingMode"},
    {anywhere, 100074, "FrameTransfer"},
    {anywhere, 100075, "ShiftSpeed"},
    {anywhere, 100076, "ClockAmplitude"},
    {anywhere, 100085, "PreampGain"},
    {anywhere, 120060, "Magnification"},
    {anywhere, 120061, "NumericalAperture"},
    {anywhere, 120062, "WorkingDistance"},
    {anywhere, 120063, "Name"},
    {anywhere, 120065, "FullName"},
    {anywhere, 120079, "RefractiveIndex"},
    {anywhere, 120114, "DeviceProperties"},
    {anywhere, 120116, "DeviceName"},
    {anywhere, 120129, "DeviceId"},
    {anywhere, 120130, "DeviceSubtype"},
    {anywhere, 120132, "DeviceModel"},
    {anywhere, 120133, "Manufacturer"},
    {anywhere, first_list_tag, "Unit"},
    {anywhere, first_list_tag + 1, "Extent"},
    {anywhere, first_list_tag + 2, "Value"},
    {anywhere, first_list_tag + 3, "ValueType"},
};

constexpr bool comes_before(const TagName& a, const TagName& b) {
  return std::tie(a.volume, a.tag) < std::tie(b.volume, b.tag);
}
static_assert(std::is_sorted(std::begin(names), std::end(names), comes_before));

const char* find_name(std::uint32_t volume, std::uint32_t tag) {
  const auto* const found =
      std::lower_bound(std::begin(names), std::end(names), TagName{volume, tag, nullptr}, comes_before);
  return found != std::end(names) && found->volume == volume && found->tag == tag ? found->name : nullptr;
}

} // namespace

std::string name_of_tag(std::uint32_t volume, std::uint32_t tag) {
  // What the file is about stands twice, at the start and among the properties of the collection.
  if (const char* const name = find_name(volume == document_at_start ? document : volume, tag))
    return name;
  if (const char* const name = find_name(anywhere, tag))
    return name;
  return "Tag_" + std::to_string(tag);
}

} // namespace micrograph::formats::vsi
