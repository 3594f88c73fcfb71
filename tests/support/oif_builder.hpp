#pragma once

#include "support/bytes.hpp"
#include "support/compound_file_builder.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::test {

/// Latin-1 as UTF-16LE with its mark.
[[nodiscard]] inline std::vector<std::byte> utf16_of(std::string_view text) {
  ByteWriter out;
  out.add<std::uint16_t>(0xFEFF);
  for (const char c : text)
    out.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
  return out.bytes();
}

/// The parts of an Olympus image, as files of an OIF or streams of an OIB. Texts are Latin-1.
struct OifBuilder {
  std::string main =
      "[Acquisition Parameters Common]\r\nAcquisition Device=\"FV1000\"\r\n[Axis 0 Parameters "
      "Common]\r\nAxisCode=\"X\"\r\n"
      "MaxSize=4\r\nUnitName=\"\xB5m\"\r\n[Version Info]\r\nSystemName=\"FLUOVIEW FV1000\"\r\n";
  std::vector<std::pair<std::string, std::vector<std::byte>>> parts = {
      {"s_C001.pty", utf16_of("[File Info]\r\nDataName=\"s_C001.tif\"\r\n" +
                              std::string(2100, '\n'))}, // in sectors of its own
      {"s_C001.tif", bytes_of("II*" + std::string(6000, '.'))},
      {"s_C002.pty", utf16_of("[File Info]\r\nDataName=\"s_C002.tif\"\r\n")},
      {"s_LUT1.lut", table()},
      {"s_1.roi", utf16_of("[ROI Body]\r\n")},
      {"s_Thumb.bmp", bytes_of("BM")},
      {"notes", utf16_of("[Notes]\r\na=1\r\n")},
      {"other", bytes_of("\x01\x02\x03\x04")},
  };

  /// An OIB. `version` and `scattered` as the compound file has them.
  [[nodiscard]] std::vector<std::byte> build(std::uint16_t version = 3, bool scattered = false) const {
    CompoundFileBuilder file;
    file.version = version;
    file.scattered = scattered;
    std::string list = "[OibSaveInfo]\r\nMainFileName=Stream00099\r\nStream00099=Cell "
                       "1.oif\r\nStorage00001=Cell 1.oif.files\r\n";
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string stream = "Stream0000" + std::to_string(i + 1);
      list += stream + "=Storage00001/" + parts[i].first + "\r\n";
      file.streams.emplace_back("Storage00001/" + stream, parts[i].second);
    }
    file.streams.emplace_back("Stream00099", utf16_of(main));
    file.streams.emplace_back("OibInfo.txt", utf16_of(list));
    return file.build();
  }

  /// The files of an OIF below its folder.
  [[nodiscard]] std::map<std::string, std::vector<std::byte>> folder(const std::string& name) const {
    std::map<std::string, std::vector<std::byte>> files;
    for (const auto& [part, bytes] : parts)
      files[name + "/" + part] = bytes;
    return files;
  }

  static std::vector<std::byte> table() {
    auto bytes = utf16_of("[FileInformation]\r\nName=\"LUT1\"\r\n[ColorLUTData]\r\n");
    bytes.resize(bytes.size() + 40'000, std::byte{7});
    return bytes;
  }
};

} // namespace micrograph::test
