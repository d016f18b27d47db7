import { api } from '../../api/client'

/** A picture that was chosen and is not sent yet. */
export interface Picked {
  name: string
  alt: string
  /** The file as a data address: shown, and sent without its beginning. */
  data: string
}

export const mostPictures = 5
export const largestPicture = 2_000_000

export async function readPicture(file: File): Promise<Picked> {
  const data = await new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.onerror = () => failed(new Error('The file can’t be read.'))
    reader.readAsDataURL(file)
  })
  return { name: file.name, alt: '', data }
}

/** Puts the pictures on the page of an app that is published, in place of all that are there: what was refused, in words. */
export async function sendPictures(customer: string | undefined, app: string, pictures: readonly Picked[]): Promise<string[]> {
  const refused: string[] = []
  for (let number = 1; pictures.length > 0 && number <= mostPictures; number++) {
    const picture = pictures[number - 1]
    try {
      await (picture ? put(customer, app, number, picture) : remove(customer, app, number))
    } catch (error) {
      refused.push(`${picture?.name ?? `Picture ${number}`}: ${(error as Error).message}`)
    }
  }
  return refused
}

function put(customer: string | undefined, app: string, number: number, { alt, data }: Picked) {
  const body = { alt, image: data.slice(data.indexOf(',') + 1) }
  return customer === undefined
    ? api.PUT('/api/catalogue/{app}/pictures/{number}', { params: { path: { app, number } }, body })
    : api.PUT('/api/customers/{customer}/apps/{app}/pictures/{number}', { params: { path: { customer, app, number } }, body })
}

function remove(customer: string | undefined, app: string, number: number) {
  return customer === undefined
    ? api.DELETE('/api/catalogue/{app}/pictures/{number}', { params: { path: { app, number } } })
    : api.DELETE('/api/customers/{customer}/apps/{app}/pictures/{number}', { params: { path: { customer, app, number } } })
}
