#include "formats/nifti/codes.hpp"

namespace micrograph::formats::nifti {

namespace {

struct Code {
  std::int64_t number;
  std::string_view name;
};

template <std::size_t n> std::string_view name_of(const Code (&codes)[n], std::int64_t number) {
  for (const Code& code : codes)
    if (code.number == number)
      return code.name;
  return {};
}

constexpr Code space_units[] = {{1, "m"}, {2, "mm"}, {3, "µm"}};
constexpr Code time_units[] = {{8, "s"}, {16, "ms"}, {24, "µs"}, {32, "Hz"}, {40, "ppm"}, {48, "rad/s"}};
constexpr Code data_types[] = {{1, "binary"},     {2, "uint8"},      {4, "int16"},      {8, "int32"},     {16, "float32"},
                               {32, "complex64"}, {64, "float64"},   {128, "rgb24"},    {256, "int8"},    {512, "uint16"},
                               {768, "uint32"},   {1024, "int64"},   {1280, "uint64"},  {1536, "float128"}, {1792, "complex128"},
                               {2048, "complex256"}, {2304, "rgba32"}};

} // namespace

std::string_view space_unit(std::int64_t units) { return name_of(space_units, units & 7); }
std::string_view time_unit(std::int64_t units) { return name_of(time_units, units & 56); }
std::string_view data_type(std::int64_t code) { return name_of(data_types, code); }
bool is_text_extension(std::int32_t code) { return code == 4 || code == 6 || code == 32 || code == 44; }

} // namespace micrograph::formats::nifti
