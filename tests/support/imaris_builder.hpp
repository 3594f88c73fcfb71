#pragma once

#include "support/hdf5_builder.hpp"

namespace micrograph::test {

/// What Imaris writes of an image with two channels, two time points and two resolution levels; voxels are only said to be there.
[[nodiscard]] inline Hdf5Node imaris_root() {
  Hdf5Node root;
  root.text("DataSetDirectoryName", "DataSet").text("DataSetInfoDirectoryName", "DataSetInfo");
  root.text("ImarisDataSet", "ImarisDataSet").text("ImarisVersion", "5.5.0");
  root.attributes.emplace_back("NumberOfDataSets", Hdf5Value::integers<std::uint32_t>({1}));
  Hdf5Node& info = root.child("DataSetInfo");
  info.child("Image").text("X", "512").text("Y", "256").text("Z", "10").text("Unit", "um").text("Name", "cells");
  info.child("Image").text("ExtMin0", "0").text("ExtMax0", "51.2").text("LensPower", "63x").text("NumericalAperture", "1.4");
  info.child("Image").text("ExtMin1", "-10").text("ExtMax1", "15.6").text("RecordingDate", "2018-03-05 10:11:12.500");
  for (const char* const number : {"0", "1"}) {
    Hdf5Node& channel = info.child(std::string("Channel ") + number);
    channel.text("Name", std::string("Ch") + number).text("LSMExcitationWavelength", "488 nm").text("Color", "1 0 0");
  }
  info.child("TimeInfo").text("DatasetTimePoints", "2").text("TimePoint1", "2018-03-05 10:11:12.500");
  info.child("TimeInfo").text("TimePoint2", "2018-03-05 10:11:15.000");
  info.child("ImarisDataSet").text("Creator", "Imaris File Converter").text("Version", "10.0");
  for (const char* const level : {"ResolutionLevel 0", "ResolutionLevel 1"})
    for (const char* const time : {"TimePoint 0", "TimePoint 1"})
      for (const char* const name : {"Channel 0", "Channel 1"}) {
        Hdf5Node& channel = root.child("DataSet").child(level).child(time).child(name);
        channel.text("ImageSizeX", "512").text("ImageSizeY", "256").text("ImageSizeZ", "10");
        Hdf5Value voxels = Hdf5Value::integers<std::uint16_t>({0});
        voxels.shape = {16, 256, 512};
        channel.child("Data") = Hdf5Node::dataset(voxels, Hdf5Node::Storage::chunked);
      }
  return root;
}

} // namespace micrograph::test
