#!/usr/bin/env python3
"""Writes the two binary examples: confocal-raw.czi and widefield.ome.tif.

Usage: make_examples.py [FOLDER]     (default: the folder of this script)

The same bytes come out every time, so the files can be compared with what is committed.
Layout of CZI: ZEISS, "ZISRAW (CZI) File Format"; of TIFF: TIFF 6.0. Both are little-endian here.
"""
import pathlib
import struct
import sys
import uuid

# Both images are 4 by 4 pixels, 16 bits, two channels: enough to be valid, small enough to read in a hex dump.
WIDTH = HEIGHT = 4
CHANNELS = 2
CONFOCAL_PLANES = 3

CONFOCAL_FILE = uuid.UUID("3c6f0a52-5d0e-4f3b-9a57-0d6a4c1be801")
TIME_STAMPS = uuid.UUID("3c6f0a52-5d0e-4f3b-9a57-0d6a4c1be802")

CONFOCAL_XML = """<?xml version="1.0" encoding="UTF-8"?>
<ImageDocument>
  <Metadata>
    <Version>1.0</Version>
    <Information>
      <User>
        <DisplayName>Ines Marlow</DisplayName>
      </User>
      <Document>
        <Name>confocal-raw.czi</Name>
        <Title>Microtubules in HeLa cells, slide 17, confocal stack</Title>
        <Description>Slide 17, HeLa, anti-alpha-tubulin Alexa Fluor 488, nuclei DAPI</Description>
        <CreationDate>2021-03-09T14:22:05Z</CreationDate>
      </Document>
      <Application>
        <Name>ZEN</Name>
        <Version>3.4</Version>
      </Application>
      <Image>
        <AcquisitionDateAndTime>2021-03-09T14:22:05Z</AcquisitionDateAndTime>
        <PixelType>Gray16</PixelType>
        <ComponentBitCount>16</ComponentBitCount>
        <SizeX>4</SizeX>
        <SizeY>4</SizeY>
        <SizeZ>3</SizeZ>
        <SizeC>2</SizeC>
        <SizeT>1</SizeT>
        <MicroscopeRef Id="Microscope:0"/>
        <ObjectiveSettings>
          <ObjectiveRef Id="Objective:0"/>
          <Medium>Oil</Medium>
          <RefractiveIndex>1.518</RefractiveIndex>
        </ObjectiveSettings>
        <Dimensions>
          <Channels>
            <Channel Id="Channel:0" Name="AF488">
              <Fluor>Alexa Fluor 488</Fluor>
              <ExcitationWavelength>488</ExcitationWavelength>
              <EmissionWavelength>520</EmissionWavelength>
              <AcquisitionMode>LaserScanningConfocalMicroscopy</AcquisitionMode>
              <IlluminationType>Epifluorescence</IlluminationType>
              <ContrastMethod>Fluorescence</ContrastMethod>
              <PinholeSizeAiry>1.0</PinholeSizeAiry>
              <ExposureTime>15000000</ExposureTime>
              <DetectorSettings>
                <Detector Id="Detector:0"/>
                <Binning>1,1</Binning>
                <Gain>650</Gain>
              </DetectorSettings>
              <LightSourcesSettings>
                <LightSourceSettings>
                  <LightSource Id="LightSource:0"/>
                  <Wavelength>488</Wavelength>
                  <Attenuation>0.98</Attenuation>
                </LightSourceSettings>
              </LightSourcesSettings>
            </Channel>
            <Channel Id="Channel:1" Name="DAPI">
              <Fluor>DAPI</Fluor>
              <ExcitationWavelength>405</ExcitationWavelength>
              <EmissionWavelength>461</EmissionWavelength>
              <AcquisitionMode>LaserScanningConfocalMicroscopy</AcquisitionMode>
              <IlluminationType>Epifluorescence</IlluminationType>
              <ContrastMethod>Fluorescence</ContrastMethod>
              <PinholeSizeAiry>1.0</PinholeSizeAiry>
              <ExposureTime>15000000</ExposureTime>
              <DetectorSettings>
                <Detector Id="Detector:0"/>
                <Binning>1,1</Binning>
                <Gain>600</Gain>
              </DetectorSettings>
              <LightSourcesSettings>
                <LightSourceSettings>
                  <LightSource Id="LightSource:1"/>
                  <Wavelength>405</Wavelength>
                  <Attenuation>0.99</Attenuation>
                </LightSourceSettings>
              </LightSourcesSettings>
            </Channel>
          </Channels>
          <T>
            <Positions>
              <BinaryList>
                <AttachmentName>TimeStamps</AttachmentName>
              </BinaryList>
            </Positions>
          </T>
          <Z>
            <StartPosition>0</StartPosition>
            <Positions>
              <Interval>
                <Start>0</Start>
                <Increment>0.3</Increment>
              </Interval>
            </Positions>
          </Z>
        </Dimensions>
      </Image>
      <Instrument Id="Instrument:0">
        <Microscopes>
          <Microscope Id="Microscope:0" Name="LSM 880, AxioObserver">
            <System>LSM 880, AxioObserver</System>
            <Type>Inverted</Type>
            <Manufacturer>
              <Manufacturer>Carl Zeiss Microscopy GmbH</Manufacturer>
              <Model>LSM 880</Model>
              <SerialNumber>2811000123</SerialNumber>
            </Manufacturer>
          </Microscope>
        </Microscopes>
        <LightSources>
          <LightSource Id="LightSource:0" Name="Argon">
            <LightSourceType>
              <Laser>
                <Wavelength>488</Wavelength>
                <LaserMedium>Ar</LaserMedium>
              </Laser>
            </LightSourceType>
          </LightSource>
          <LightSource Id="LightSource:1" Name="Diode 405">
            <LightSourceType>
              <Laser>
                <Wavelength>405</Wavelength>
              </Laser>
            </LightSourceType>
          </LightSource>
        </LightSources>
        <Detectors>
          <Detector Id="Detector:0" Name="GaAsP">
            <Type>PMT</Type>
            <Manufacturer>
              <Model>GaAsP-PMT</Model>
            </Manufacturer>
          </Detector>
        </Detectors>
        <Objectives>
          <Objective Id="Objective:0" Name="Plan-Apochromat 63x/1.4 Oil DIC M27">
            <NominalMagnification>63</NominalMagnification>
            <LensNA>1.4</LensNA>
            <Immersion>Oil</Immersion>
            <WorkingDistance>190</WorkingDistance>
            <Manufacturer>
              <Model>Plan-Apochromat 63x/1.4 Oil DIC M27</Model>
            </Manufacturer>
          </Objective>
        </Objectives>
      </Instrument>
    </Information>
    <Scaling>
      <Items>
        <Distance Id="X">
          <Value>1E-07</Value>
          <DefaultUnitFormat>\u00b5m</DefaultUnitFormat>
        </Distance>
        <Distance Id="Y">
          <Value>1E-07</Value>
          <DefaultUnitFormat>\u00b5m</DefaultUnitFormat>
        </Distance>
        <Distance Id="Z">
          <Value>3E-07</Value>
          <DefaultUnitFormat>\u00b5m</DefaultUnitFormat>
        </Distance>
      </Items>
    </Scaling>
  </Metadata>
</ImageDocument>
"""

WIDEFIELD_XML = """<?xml version="1.0" encoding="UTF-8"?>
<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://www.openmicroscopy.org/Schemas/OME/2016-06 \
http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd"
     UUID="urn:uuid:5a1d7b9e-21c4-4c0c-b8f6-6c1f0e3d9a02" Creator="NIS-Elements AR 5.30">
  <Instrument ID="Instrument:0">
    <Microscope Type="Inverted" Manufacturer="Nikon" Model="Eclipse Ti2-E" SerialNumber="550417"/>
    <LightEmittingDiode ID="LightSource:0" Manufacturer="Lumencor" Model="Spectra X"/>
    <Detector ID="Detector:0" Type="CMOS" Manufacturer="Hamamatsu" Model="ORCA-Flash4.0 V3"/>
    <Objective ID="Objective:0" Manufacturer="Nikon" Model="CFI Plan Apo Lambda 60x Oil"
               NominalMagnification="60" LensNA="1.4" Immersion="Oil" Correction="PlanApo"
               WorkingDistance="0.13" WorkingDistanceUnit="mm"/>
  </Instrument>
  <Image ID="Image:0" Name="Microtubules in HeLa cells, slide 17, wide field">
    <AcquisitionDate>2021-03-10T09:05:41</AcquisitionDate>
    <Description>The same slide on the wide-field stand, for comparison</Description>
    <InstrumentRef ID="Instrument:0"/>
    <ObjectiveSettings ID="Objective:0" Medium="Oil" RefractiveIndex="1.515"/>
    <Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint16" SignificantBits="16"
            SizeX="4" SizeY="4" SizeZ="1" SizeC="2" SizeT="1"
            PhysicalSizeX="0.1083" PhysicalSizeXUnit="\u00b5m" PhysicalSizeY="0.1083" PhysicalSizeYUnit="\u00b5m">
      <Channel ID="Channel:0:0" Name="GFP" Fluor="Alexa Fluor 488" SamplesPerPixel="1"
               ExcitationWavelength="475" ExcitationWavelengthUnit="nm"
               EmissionWavelength="520" EmissionWavelengthUnit="nm"
               AcquisitionMode="WideField" ContrastMethod="Fluorescence" IlluminationType="Epifluorescence">
        <LightSourceSettings ID="LightSource:0"/>
        <DetectorSettings ID="Detector:0" Binning="1x1"/>
      </Channel>
      <Channel ID="Channel:0:1" Name="DAPI" Fluor="DAPI" SamplesPerPixel="1"
               ExcitationWavelength="395" ExcitationWavelengthUnit="nm"
               EmissionWavelength="461" EmissionWavelengthUnit="nm"
               AcquisitionMode="WideField" ContrastMethod="Fluorescence" IlluminationType="Epifluorescence">
        <LightSourceSettings ID="LightSource:0"/>
        <DetectorSettings ID="Detector:0" Binning="1x1"/>
      </Channel>
      <TiffData FirstC="0" IFD="0" PlaneCount="1"/>
      <TiffData FirstC="1" IFD="1" PlaneCount="1"/>
      <Plane TheZ="0" TheC="0" TheT="0" ExposureTime="100" ExposureTimeUnit="ms"/>
      <Plane TheZ="0" TheC="1" TheT="0" ExposureTime="50" ExposureTimeUnit="ms"/>
    </Pixels>
  </Image>
</OME>
"""


def pixels(seed):
    """One plane of 16-bit samples: a ramp, so that planes differ."""
    return b"".join(struct.pack("<H", 100 * seed + i) for i in range(WIDTH * HEIGHT))


# --- CZI -------------------------------------------------------------------------------------------------

SEGMENT_HEADER = 32


def segment(name, data):
    """A segment: id, allocated and used size, data padded so that the next one starts at a multiple of 32."""
    allocated = -(-len(data) // 32) * 32
    return struct.pack("<16sqq", name, allocated, len(data)) + data.ljust(allocated, b"\0")


def directory_entry(plane, channel, position):
    """A directory entry of schema DV: pixel type Gray16 (1), uncompressed, four dimensions."""
    dimensions = [(b"X", 0, WIDTH), (b"Y", 0, HEIGHT), (b"C", channel, 1), (b"Z", plane, 1)]
    entry = struct.pack("<2siqiiB5si", b"DV", 1, position, 0, 0, 0, b"", len(dimensions))
    for name, start, size in dimensions:
        entry += struct.pack("<4siifi", name, start, size, 0.0, size)
    return entry


def sub_block(plane, channel, position):
    entry = directory_entry(plane, channel, position)
    data = pixels(CHANNELS * plane + channel)
    head = struct.pack("<iiq", 0, 0, len(data)) + entry
    return segment(b"ZISRAWSUBBLOCK", head.ljust(256, b"\0") + data)


def attachment_entry(position):
    return struct.pack("<2s10sqi16s8s80s", b"A1", b"", position, 0, TIME_STAMPS.bytes_le, b"CZTIMS", b"TimeStamps")


def confocal():
    file_header = SEGMENT_HEADER + 512
    metadata_position = file_header
    xml = CONFOCAL_XML.encode()
    metadata = segment(b"ZISRAWMETADATA", struct.pack("<ii", len(xml), 0).ljust(256, b"\0") + xml)

    position = metadata_position + len(metadata)
    blocks, entries = b"", b""
    planes = [(z, c) for z in range(CONFOCAL_PLANES) for c in range(CHANNELS)]
    for z, c in planes:
        entries += directory_entry(z, c, position + len(blocks))
        blocks += sub_block(z, c, position + len(blocks))

    directory_position = position + len(blocks)
    directory = segment(b"ZISRAWDIRECTORY", struct.pack("<i", len(planes)).ljust(128, b"\0") + entries)

    attachment_position = directory_position + len(directory)
    time_stamps = struct.pack("<iid", 16, 1, 0.0)  # size, count, seconds since the start
    head = struct.pack("<q8s", len(time_stamps), b"") + attachment_entry(attachment_position)
    attachment = segment(b"ZISRAWATTACH", head.ljust(256, b"\0") + time_stamps)

    attachments_position = attachment_position + len(attachment)
    attachments = segment(b"ZISRAWATTDIR", struct.pack("<i", 1).ljust(256, b"\0") + attachment_entry(attachment_position))

    header = struct.pack("<iiii16s16siqqiq", 1, 0, 0, 0, CONFOCAL_FILE.bytes_le, CONFOCAL_FILE.bytes_le, 0,
                         directory_position, metadata_position, 0, attachments_position)
    return (segment(b"ZISRAWFILE", header.ljust(512, b"\0")) + metadata + blocks + directory + attachment
            + attachments)


# --- TIFF ------------------------------------------------------------------------------------------------

SHORT, LONG, ASCII, RATIONAL = 3, 4, 2, 5
ENTRY = struct.Struct("<HHI4s")


def image_file_directory(position, fields, next_position):
    """An IFD at `position` and, behind it, the values that do not fit into their entries."""
    entries, behind = b"", b""
    behind_position = position + 2 + ENTRY.size * len(fields) + 4
    for tag, kind, count, value in sorted(fields):
        if len(value) > 4:
            offset = behind_position + len(behind)
            behind += value + b"\0" * (len(value) % 2)
            value = struct.pack("<I", offset)
        entries += ENTRY.pack(tag, kind, count, value)
    return struct.pack("<H", len(fields)) + entries + struct.pack("<I", next_position) + behind


def plane_fields(strip_position, description):
    def short(tag, value):
        return (tag, SHORT, 1, struct.pack("<H", value))

    def text(tag, value):
        value = value.encode() + b"\0"
        return (tag, ASCII, len(value), value)

    def long(tag, value):
        return (tag, LONG, 1, struct.pack("<I", value))

    pixels_per_cm = struct.pack("<II", 100_000_000, 1083)  # 0.1083 micrometres a pixel
    fields = [short(256, WIDTH), short(257, HEIGHT), short(258, 16), short(259, 1), short(262, 1),
              long(273, strip_position), short(277, 1), short(278, HEIGHT), long(279, 2 * WIDTH * HEIGHT),
              (282, RATIONAL, 1, pixels_per_cm), (283, RATIONAL, 1, pixels_per_cm), short(296, 3)]
    if description:
        fields += [text(270, description), text(305, "NIS-Elements AR 5.30")]
    return fields


def widefield():
    header = struct.pack("<2sHI", b"II", 42, 8 + 2 * 2 * WIDTH * HEIGHT)
    strips = [8, 8 + 2 * WIDTH * HEIGHT]
    first_position = 8 + 2 * 2 * WIDTH * HEIGHT
    first = plane_fields(strips[0], WIDEFIELD_XML)
    # The second directory lies behind the first, whose size does not depend on where it points.
    second_position = first_position + len(image_file_directory(first_position, first, 0))
    return (header + pixels(1) + pixels(2) + image_file_directory(first_position, first, second_position)
            + image_file_directory(second_position, plane_fields(strips[1], ""), 0))


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    (folder / "confocal-raw.czi").write_bytes(confocal())
    (folder / "widefield.ome.tif").write_bytes(widefield())


if __name__ == "__main__":
    main()
